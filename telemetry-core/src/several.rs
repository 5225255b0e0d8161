//! Several fields shown at once.

use crate::encode::{Encode, FieldEncoder};

/// References to the values of fields that follow each other, as a tuple of two to eight.
///
/// A compiler spends less on one call that takes eight values than on eight calls.
pub trait Several {
    /// Shows each, in order.
    fn put_each(self, fields: &mut FieldEncoder<'_>);
}

macro_rules! several {
    ($($value:ident)+) => {
        impl<$($value: Encode),+> Several for ($(&$value,)+) {
            #[inline]
            #[expect(non_snake_case, reason = "a value has the name of its type")]
            fn put_each(self, fields: &mut FieldEncoder<'_>) {
                let ($($value,)+) = self;
                $(fields.put($value);)+
            }
        }
    };
}

several!(A B);
several!(A B C);
several!(A B C D);
several!(A B C D E);
several!(A B C D E F);
several!(A B C D E F G);
several!(A B C D E F G H);
