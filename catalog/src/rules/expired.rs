use super::rule;

rule! {
    /// Something is past its end and still recorded.
    ///
    /// ## What it says
    ///
    /// An event or field has an end, the end is past, and it is still recorded. An end is a day or a version of the
    /// program. (The program of the example has the version 1.4.0.)
    ///
    /// ## Why
    ///
    /// Data is collected to answer a question, and questions get answered. Of 40 published telemetry pages one in
    /// fifty says when a collection ends; the rest goes on for ever because nobody is asked. An end that fails the
    /// check asks somebody.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   migrated:
    ///     description: Settings were migrated to the new format.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     expires: 1.2.0
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   migrated:
    ///     description: Settings were migrated to the new format.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     expires: 1.2.0
    ///     state: removed
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Write a later end after a review, best with the review's link under `reviews:`. `expires: never` is possible
    /// and says so on the page. `state: removed` keeps the name taken, so that it never means something else.
    EXPIRED = "expired", Error, "something is past its end and still recorded"
}
