//! What leaves of values: transforms, keys, wire rules, JSON. Each case of [`cases`] is data in `tests/wire/cases`.

#[path = "wire/cases.rs"]
mod cases;
#[path = "wire/describe.rs"]
mod describe;
#[path = "wire/json.rs"]
mod json;
#[path = "wire/keys.rs"]
mod keys;
#[path = "wire/properties.rs"]
mod properties;
#[path = "wire/transforms.rs"]
mod transforms;
#[path = "wire/upstream.rs"]
mod upstream;
