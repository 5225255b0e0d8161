//! What a receiver answers: an `ExportLogsServiceResponse`, of which one number counts.

/// Returns how many records were rejected: `partial_success.rejected_log_records`; 0 where the answer cannot be read.
pub(super) fn rejected(body: &[u8]) -> u64 {
    field(body, 1)
        .and_then(|partial| match partial {
            Field::Bytes(partial) => field(partial, 1),
            Field::Number(_) => None,
        })
        .map_or(0, |rejected| match rejected {
            // The number is signed; below zero it says nothing.
            Field::Number(number) => i64::try_from(number).map_or(0, i64::cast_unsigned),
            Field::Bytes(_) => 0,
        })
}

enum Field<'a> {
    Number(u64),
    Bytes(&'a [u8]),
}

/// Returns the last field of this number in a message, which is the one that counts.
fn field(mut message: &[u8], wanted: u64) -> Option<Field<'_>> {
    let mut found = None;
    while !message.is_empty() {
        let tag = varint(&mut message)?;
        let field = match tag & 7 {
            0 => Some(Field::Number(varint(&mut message)?)),
            1 => take(&mut message, 8).map(|_| None)?,
            2 => {
                let length = usize::try_from(varint(&mut message)?).ok()?;
                Some(Field::Bytes(take(&mut message, length)?))
            }
            5 => take(&mut message, 4).map(|_| None)?,
            _ => return None,
        };
        if tag >> 3 == wanted {
            found = field;
        }
    }
    found
}

fn varint(message: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = take(message, 1)?[0];
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn take<'a>(message: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = message.split_at_checked(count)?;
    *message = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::rejected;

    #[test]
    fn the_number_of_rejected_records_is_read_and_nothing_else() {
        for (body, expected) in [
            (&b""[..], 0),
            (b"\x0a\x02\x08\x03", 3),
            (b"\x0a\x0a\x08\xac\x02\x12\x05bytes", 300),
            (b"\x0a\x00", 0),
            (b"\x0a\x03\x12\x01a", 0),
            (b"\x12\x01a\x0a\x02\x08\x01", 1),
            (b"\x08\x03", 0),
            (b"\x0a\x0b\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 0),
            (b"\x0a\x7f\x08", 0),
            (b"\x0a\x02\x08", 0),
            (b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 0),
            (b"<html>", 0),
        ] {
            assert_eq!(rejected(body), expected, "{body:?}");
        }
    }
}
