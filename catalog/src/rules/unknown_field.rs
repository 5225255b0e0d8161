use super::rule;

rule! {
    /// A shared field or a field of the event does not exist.
    ///
    /// ## What it says
    ///
    /// `use:` names a shared field that is not declared, or a twin's `only:` or `except:`, or a
    /// rule of `flow:`, names a field the event does not have.
    ///
    /// ## Why
    ///
    /// In `except:` a misspelt name is the dangerous case: the field that should stay behind would be sent.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// fields:
    ///   command: { type: string, class: interaction, description: Which command ran., allow: [fix, lint] }
    /// events:
    ///   ran:
    ///     description: A command ran.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     use: [comand]
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// fields:
    ///   command: { type: string, class: interaction, description: Which command ran., allow: [fix, lint] }
    /// events:
    ///   ran:
    ///     description: A command ran.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     use: [command]
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. The definition may stand in any file of the catalog.
    UNKNOWN_FIELD = "unknown-field", Error, "a shared field or a field of the event does not exist"
}
