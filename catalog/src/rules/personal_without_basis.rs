use super::rule;

rule! {
    /// A personal field lacks its grant, legal basis or retention.
    PERSONAL_WITHOUT_BASIS = "personal-without-basis", Error, "a personal field lacks its grant, legal basis or retention"
}
