use super::rule;

rule! {
    /// A plain hash is declared as less than an identifier.
    ///
    /// ## What it says
    ///
    /// A value is sent as a plain hash and declared as less than an `identifier`. A plain hash never lowers a class.
    ///
    /// ## Why
    ///
    /// A hash can be guessed where the values can be listed. All 16.7 million MAC addresses of one vendor were found
    /// again from their SHA-256 in 9.7 seconds on two cores; user names, e-mail addresses, paths and repository URLs
    /// fall to a dictionary. A fixed prefix changes nothing, since it ships with the program.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   opened:
    ///     description: A workspace was opened.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       workspace: { type: path, class: technical, transform: { hash: {} }, description: Hash of the folder. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   opened:
    ///     description: A workspace was opened.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       workspace:
    ///         type: path
    ///         class: identifier
    ///         transform: { hmac: { key: install, rotate: P90D } }
    ///         description: Keyed hash of the folder.
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. `hmac` uses a random key that never leaves the machine; with a key that rotates, or one
    /// for each session, its class is `identifier`, whatever was hashed.
    PLAIN_HASH = "plain-hash", Error, "a plain hash is declared as less than an identifier"
}
