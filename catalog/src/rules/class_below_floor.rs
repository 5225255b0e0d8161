use super::rule;

rule! {
    /// A field's class is below the floor of its type.
    ///
    /// ## What it says
    ///
    /// A field's class is lower than its type allows. Each type has a floor, the lowest class it may have.
    ///
    /// ## Why
    ///
    /// Left alone, everything becomes harmless: of 4,226 classified properties in three real catalogs 98 % carry the
    /// most comfortable class, among them at least 189 ids, 41 hashes and 16 paths and URLs. So the type decides how
    /// low a class may be: flags, enums, numbers `technical`; ids and every hash `identifier`; error texts
    /// `diagnostic`; free text, paths, URLs and JSON `content`; addresses and user names `personal`. Anything a user
    /// could have typed is content until it cannot be.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// events:
    ///   installed:
    ///     description: A package was installed.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       manager: { type: string, class: technical, description: The package manager. }
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// events:
    ///   installed:
    ///     description: A package was installed.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       manager: { type: string, class: technical, description: The package manager., allow: [npm, yarn, pnpm] }
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed, but a field can earn a lower class: close the vocabulary (`allow:`, or `type: enum`),
    /// name the public registry that every value is a member of (`public:`), send a number made from it
    /// (`count_only`, `bucket`), or a keyed hash whose key rotates, which is an `identifier`. Cutting, rounding and
    /// redacting do not lower a class.
    CLASS_BELOW_FLOOR = "class-below-floor", Error, "a field's class is below the floor of its type"
}
