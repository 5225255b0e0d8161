//! Leaves a text as a record in the program, as the derive of `telemetry-core` does.

/// Leaves a record with this text.
#[macro_export]
macro_rules! record {
    ($text:literal) => {
        const _: () = {
            const TEXT: &[u8] = $text.as_bytes();
            #[used]
            #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__telemetry,regular,no_dead_strip"))]
            #[cfg_attr(windows, unsafe(link_section = ".telemtr"))]
            #[cfg_attr(not(any(target_vendor = "apple", windows)), unsafe(link_section = "telemetry"))]
            static RECORD: [u8; TEXT.len() + 12] = $crate::bytes(TEXT);
        };
    };
}

/// Returns the bytes of a record: the magic, the length, the text.
///
/// # Panics
///
/// When `SIZE` is not the size of the record; that is an error of the build.
#[must_use]
pub const fn bytes<const SIZE: usize>(text: &[u8]) -> [u8; SIZE] {
    assert!(SIZE == text.len() + 12 && text.len() < 1 << 32);
    #[allow(clippy::cast_possible_truncation, reason = "asserted above")]
    let length = (text.len() as u32).to_le_bytes();
    let mut bytes = [0; SIZE];
    let mut at = 0;
    while at < SIZE {
        bytes[at] = match at {
            0..8 => b"TELEMREC"[at],
            8..12 => length[at - 8],
            _ => text[at - 12],
        };
        at += 1;
    }
    bytes
}
