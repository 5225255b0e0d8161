//! Whole-line tests; see the `tests` folder.
