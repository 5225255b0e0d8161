//! What the macros expand to, held against `tests/expand`: beside each input stands what `cargo expand` shows of it.
//! `BLESS=1 cargo test -p telemetry-derive` rewrites it; read it as code that somebody wrote.
//! Records name the package and its version, so that these change with the version.

#[cfg(test)]
mod tests {
    use crate::{catalog, event, field_enum, fields};
    use proc_macro2::TokenStream;
    use std::path::Path;
    use std::{env, fs};

    fn check(name: &str, expand: impl Fn(&str) -> TokenStream) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/expand");
        let input = fs::read_to_string(folder.join(format!("{name}.rs"))).expect("there is an input");
        let file = syn::parse2(expand(&input)).expect("an expansion is Rust");
        let expanded = prettyplease::unparse(&file);
        let golden = folder.join(format!("{name}.expanded.rs"));
        if env::var_os("BLESS").is_some_and(|bless| bless == "1") {
            fs::write(&golden, &expanded).expect("a golden can be written");
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(expanded, expected, "`BLESS=1` rewrites {}", golden.display());
    }

    fn derived(input: &str, expand: fn(&syn::DeriveInput) -> TokenStream) -> TokenStream {
        expand(&syn::parse_str(input).expect("an input is a type"))
    }

    #[test]
    fn an_event_expands_to_what_a_person_would_write() {
        check("event", |input| derived(input, event::expand));
    }

    #[test]
    fn a_group_expands_to_what_a_person_would_write() {
        check("group", |input| derived(input, fields::expand));
    }

    #[test]
    fn a_common_set_expands_to_what_a_person_would_write() {
        check("common", |input| derived(input, fields::expand));
    }

    #[test]
    fn variants_expand_to_what_a_person_would_write() {
        check("variants", |input| derived(input, fields::expand));
    }

    #[test]
    fn a_vocabulary_expands_to_what_a_person_would_write() {
        check("vocabulary", |input| derived(input, field_enum::expand));
    }

    #[test]
    fn a_catalog_expands_to_what_a_person_would_write() {
        check("catalog", |input| catalog::expand(&syn::parse_str(input).expect("an input is a catalog")));
    }
}
