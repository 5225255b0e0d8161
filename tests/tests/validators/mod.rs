//! Two validators of JSON Schema behind one face.

use serde_json::Value;

/// A schema, ready in one of the validators.
pub(crate) enum Validator {
    /// The `jsonschema` crate.
    Jsonschema(Box<jsonschema::Validator>),
    /// The `boon` crate.
    Boon(Box<(boon::Schemas, boon::SchemaIndex)>),
}

/// Whether a `format` that does not hold makes an instance invalid, which the draft leaves to each user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Formats {
    /// It does not.
    Noted,
    /// It does.
    Asserted,
}

/// Makes a schema ready in both validators.
pub(crate) fn both(schema: &Value, formats: Formats) -> [Validator; 2] {
    let options = jsonschema::draft202012::options().should_validate_formats(formats == Formats::Asserted);
    let first = options.build(schema).unwrap_or_else(|error| panic!("jsonschema: {error}"));
    let second = compile(schema, formats).unwrap_or_else(|error| panic!("boon: {error}"));
    [Validator::Jsonschema(Box::new(first)), Validator::Boon(Box::new(second))]
}

/// Returns what each validator finds wrong with a document as a schema.
pub(crate) fn meta_faults(schema: &Value) -> Vec<String> {
    let first = jsonschema::draft202012::meta::validate(schema).err().map(|error| format!("jsonschema: {error}"));
    let second = compile(schema, Formats::Noted).err().map(|error| format!("boon: {error}"));
    first.into_iter().chain(second).collect()
}

fn compile(schema: &Value, formats: Formats) -> Result<(boon::Schemas, boon::SchemaIndex), String> {
    const PLACE: &str = "http://localhost/held.json";
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    if formats == Formats::Asserted {
        compiler.enable_format_assertions();
    }
    compiler.add_resource(PLACE, schema.clone()).map_err(|error| error.to_string())?;
    let index = compiler.compile(PLACE, &mut schemas).map_err(|error| format!("{error:#}"))?;
    Ok((schemas, index))
}

impl Validator {
    /// Returns the validator's name.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Jsonschema(_) => "jsonschema",
            Self::Boon(_) => "boon",
        }
    }

    /// Returns whether an instance is valid.
    pub(crate) fn accepts(&self, instance: &Value) -> bool {
        match self {
            Self::Jsonschema(validator) => validator.is_valid(instance),
            Self::Boon(compiled) => compiled.0.validate(instance, compiled.1).is_ok(),
        }
    }

    /// Returns what the validator says of an instance that it refuses.
    #[allow(dead_code, reason = "only one of the tests that share this file asks why")]
    pub(crate) fn fault(&self, instance: &Value) -> Option<String> {
        match self {
            Self::Jsonschema(validator) => {
                validator.validate(instance).err().map(|error| format!("{error} at {}", error.instance_path()))
            }
            Self::Boon(compiled) => compiled.0.validate(instance, compiled.1).err().map(|error| error.to_string()),
        }
    }
}
