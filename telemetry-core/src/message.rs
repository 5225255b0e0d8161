//! Messages that are put together while a program compiles.

/// A message made of parts. What does not fit is cut.
pub(crate) struct Message {
    bytes: [u8; 512],
    length: usize,
}

impl Message {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; 512], length: 0 }
    }

    pub(crate) const fn text(mut self, text: &str) -> Self {
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

    pub(crate) const fn quoted(self, name: &str) -> Self {
        self.text("`").text(name).text("`")
    }

    /// Adds an item of a list.
    pub(crate) const fn item(self, index: usize, name: &str) -> Self {
        self.text(if index == 0 { " " } else { ", " }).quoted(name)
    }

    #[track_caller]
    pub(crate) const fn panic(&self) -> ! {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("this is not declared as it must be"),
        }
    }
}
