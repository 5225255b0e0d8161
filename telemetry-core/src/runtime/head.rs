//! What stands before the fields of a record.

/// The head of a record.
pub(crate) struct Head {
    /// How many bytes the record has, the head included.
    pub(crate) length: usize,
    /// The number of the snapshot that held.
    pub(crate) snapshot: u32,
    /// The number of the event's plan.
    pub(crate) plan: u32,
    /// When it was recorded, in milliseconds since 1970.
    pub(crate) issued: i64,
    /// When its subject was shown to the user.
    pub(crate) displayed: Option<i64>,
}

impl Head {
    /// How many bytes it takes.
    pub(crate) const SIZE: usize = 32;

    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a record is far shorter than four gigabytes")]
    pub(crate) fn bytes(&self) -> [u8; Self::SIZE] {
        let mut bytes = [0; Self::SIZE];
        bytes[..4].copy_from_slice(&(self.length as u32).to_le_bytes());
        bytes[4..8].copy_from_slice(&self.snapshot.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.plan.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.issued.to_le_bytes());
        bytes[24..].copy_from_slice(&self.displayed.unwrap_or(i64::MIN).to_le_bytes());
        bytes
    }

    /// Reads the head of the next record; `None` behind the last one.
    pub(crate) fn read(record: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(record.get(at..at + 4)?.try_into().ok()?));
        let moment = |at: usize| Some(i64::from_le_bytes(record.get(at..at + 8)?.try_into().ok()?));
        Some(Self {
            length: number(0)? as usize,
            snapshot: number(4)?,
            plan: number(8)?,
            issued: moment(16)?,
            displayed: Some(moment(24)?).filter(|moment| *moment != i64::MIN),
        })
    }
}
