use super::rule;

rule! {
    /// A file is not UTF-8.
    ///
    /// ## What it says
    ///
    /// From the place shown on, the bytes of the file are not UTF-8.
    ///
    /// ## Why
    ///
    /// Descriptions are published, and text in a guessed encoding becomes the wrong letters on a page. The example is
    /// stored as Latin-1, where `é` is the single byte E9.
    ///
    /// ## Example
    ///
    /// ```yaml,latin1
    /// events:
    ///   started:
    ///     description: The café was opened.
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
    ///     description: The café was opened.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Save the file as UTF-8, or run `iconv -f latin1 -t utf-8`. A byte order mark is
    /// accepted.
    NOT_UTF8 = "not-utf8", Error, "a file is not UTF-8"
}
