//! Holds the cases of `cases`: what the compiler says of declarations that are wrong. See `tests/refused.rs`.
