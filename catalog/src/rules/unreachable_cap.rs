use super::rule;

rule! {
    /// A consent cap can never apply.
    ///
    /// ## What it says
    ///
    /// A cap of `consent:` without a condition stands before others, which therefore never apply.
    ///
    /// ## Why
    ///
    /// The first cap whose condition holds decides, and one without a condition always holds. The rules after it look
    /// as if they protected somebody.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// facts:
    ///   managed: { description: Whether an administrator manages the machine. }
    /// consent:
    ///   caps:
    ///     - { level: usage, reason: The product's own limit. }
    ///     - { condition: { managed: true }, level: error, reason: Managed machines send failures only. }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// facts:
    ///   managed: { description: Whether an administrator manages the machine. }
    /// consent:
    ///   caps:
    ///     - { condition: { managed: true }, level: error, reason: Managed machines send failures only. }
    ///     - { level: usage, reason: The product's own limit. }
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Put the cap without a condition last, or give it one.
    UNREACHABLE_CAP = "unreachable-cap", Error, "a consent cap can never apply"
}
