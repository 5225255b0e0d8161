//! The floor: the lowest class that values of a type may be declared with, checked while the program compiles.

use crate::{FieldClass, Transform, TransformKind, ValueType};

/// Refuses a class below the floor of a type, and transforms that are not those of the type.
#[track_caller]
pub(crate) const fn check(field: &str, class: &FieldClass, ty: &ValueType, transforms: &[Transform]) {
    let floor = ty.floor();
    if class.rank < floor.rank() {
        let mut message = Message::new();
        message.text("field `").text(field).text("` is declared `").text(class.name).text("`, but `");
        message.text(ty.name()).text("` is at least `").text(floor.name()).text("`: ").text(floor.test());
        message.text("; declare it so, or use a type that closes or transforms the value");
        message.panic();
    }
    match fault(ty, transforms) {
        Fault::None => {}
        Fault::Missing(kind) => {
            let mut message = Message::new();
            message.text("field `").text(field).text("` declares `").text(kind.name());
            message.text("`, but its type does not show it; the type must be `").text(kind.type_name()).text("`");
            message.panic();
        }
        Fault::Undeclared(kind) => {
            let mut message = Message::new();
            message.text("field `").text(field).text("` has the type `").text(kind.type_name());
            message.text("`, but does not declare `").text(kind.name()).text("`");
            message.panic();
        }
    }
}

enum Fault {
    None,
    Missing(TransformKind),
    Undeclared(TransformKind),
}

/// Compares the transforms that are declared with those that the type shows, the last one first.
const fn fault(ty: &ValueType, transforms: &[Transform]) -> Fault {
    let mut shown = ty.outermost_transform();
    let mut left = transforms.len();
    while left > 0 {
        left -= 1;
        let declared = transforms[left].kind();
        if !declared.has_type() {
            continue;
        }
        match shown {
            Some((kind, raw)) if kind as u8 == declared as u8 => shown = raw.outermost_transform(),
            _ => return Fault::Missing(declared),
        }
    }
    match shown {
        Some((kind, _)) => Fault::Undeclared(kind),
        None => Fault::None,
    }
}

/// A message made of parts while the program compiles. What does not fit is cut.
struct Message {
    bytes: [u8; 512],
    length: usize,
}

impl Message {
    const fn new() -> Self {
        Self { bytes: [0; 512], length: 0 }
    }

    const fn text(&mut self, text: &str) -> &mut Self {
        let bytes = text.as_bytes();
        if self.length + bytes.len() <= self.bytes.len() {
            let mut index = 0;
            while index < bytes.len() {
                self.bytes[self.length] = bytes[index];
                self.length += 1;
                index += 1;
            }
        }
        self
    }

    #[track_caller]
    const fn panic(&self) -> ! {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("the class is too low for the type"),
        }
    }
}
