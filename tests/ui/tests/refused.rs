//! What the compiler says of declarations that are wrong: each case of `cases` is a user's file, and beside it stands
//! its output. `TRYBUILD=overwrite cargo test -p ui-tests --test refused` rewrites what is said; read the difference.

#[test]
fn faults_are_reported_at_their_words() {
    trybuild::TestCases::new().compile_fail("cases/*.rs");
}
