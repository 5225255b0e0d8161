use super::rule;

rule! {
    /// A description only repeats the name.
    ///
    /// ## What it says
    ///
    /// A description consists of the same letters as the name it describes.
    ///
    /// ## Why
    ///
    /// The public page prints the description beside the name. `user_count: User count` tells a reader nothing about
    /// whose users are counted, when, and over which time; it only makes an empty cell look filled.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: Started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   started:
    ///     description: The program was started and had read its settings.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. One more fact is enough: when, how often, in which unit, counted how.
    DESCRIPTION_REPEATS_NAME = "description-repeats-name", Error, "a description only repeats the name"
}
