use super::rule;

rule! {
    /// An enum code stands for two values, or was retired.
    ///
    /// ## What it says
    ///
    /// A code of an enum stands for two values, or for one that was retired.
    ///
    /// ## Why
    ///
    /// Stored rows hold the code, not the name. A code that gets a second meaning changes what rows of last year say,
    /// without touching them.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       outcome:
    ///         type: enum
    ///         class: technical
    ///         description: How the build ended.
    ///         values:
    ///           clean: { description: No errors., code: 1 }
    ///           failed: { description: At least one error., code: 1 }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   built:
    ///     description: A build ended.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       outcome:
    ///         type: enum
    ///         class: technical
    ///         description: How the build ended.
    ///         values:
    ///           clean: { description: No errors., code: 1 }
    ///           failed: { description: At least one error., code: 2 }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. List codes that were given up under `retired_codes:`, and count on.
    REUSED_CODE = "reused-code", Error, "an enum code stands for two values, or was retired"
}
