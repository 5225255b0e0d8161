use super::rule;

rule! {
    /// A field collects what the catalog says is never collected.
    ///
    /// ## What it says
    ///
    /// The catalog promises under `never:` not to collect something, and the words of the promise are in the name,
    /// title or wire name of a field that sends it.
    ///
    /// ## Why
    ///
    /// The list of what is never collected is the part of a telemetry page that people quote. A field that breaks it
    /// turns the page into a lie, and most such fields are added years later by somebody who never read the list.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// never: [file names]
    /// events:
    ///   saved:
    ///     description: A file was saved.
    ///     purpose: product
    ///     consent: extended
    ///     destinations: [store]
    ///     fields:
    ///       file_name: { type: string, class: content, description: What the file is called. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// never: [file names]
    /// events:
    ///   saved:
    ///     description: A file was saved.
    ///     purpose: product
    ///     consent: extended
    ///     destinations: [store]
    ///     fields:
    ///       file_name_length: { type: count, class: technical, description: How long the name of the file is. }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// Take the promise back, in public. Numbers, hashes and `technical` fields are not held against it, since the
    /// thing itself does not leave. The rule compares words and knows no synonyms: it finds oversights, not intent.
    NEVER_CONTRADICTED = "never-contradicted", Error, "a field collects what the catalog says is never collected"
}
