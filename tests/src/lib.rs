//! What the whole-line tests share: cases made of files, and goldens. The tests stand in the `tests` folder.

pub mod case;
#[path = "../readme/declared.rs"]
pub mod declared;
pub mod demands;
pub mod generated;
pub mod golden;
pub mod random;
pub mod rule_page;
