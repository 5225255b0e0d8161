use super::rule;

rule! {
    /// An own privacy class does not fit between the built-in ones.
    ///
    /// ## What it says
    ///
    /// A class of your own has the name or the rank of a built-in one, or is treated as a class that lies below its
    /// neighbour.
    ///
    /// ## Why
    ///
    /// Classes are ordered, and everything that compares them (floors, ceilings, the class of an event) relies on the
    /// order. The built-in ranks are 10, 20, … 70, so that there is room between them. Exports know only the built-in
    /// classes; a class of rank 35 that they treated as `technical` would slip below the `identifier` it stands
    /// above.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// classes:
    ///   tenant:
    ///     rank: 35
    ///     treat_as: technical
    ///     title: Organisation
    ///     description: Tells customer organisations apart, not people.
    /// ```
    ///
    /// ## Instead
    ///
    /// ```yaml
    /// classes:
    ///   tenant:
    ///     rank: 35
    ///     treat_as: identifier
    ///     title: Organisation
    ///     description: Tells customer organisations apart, not people.
    /// events:
    ///   started:
    ///     description: The program was started.
    ///     purpose: product
    ///     consent: usage
    ///     destinations: [store]
    ///     fields:
    ///       customer:
    ///         type: uuid
    ///         class: tenant
    ///         identifies: account
    ///         lifetime: forever
    ///         made: Random, when the contract begins.
    ///         description: Tells one customer from another.
    /// ```
    ///
    /// ## Allowing it
    ///
    /// It cannot be allowed. Ranks 11 to 69 are free but for 20, 30, 40, 50 and 60; `title:` is what pages print.
    BAD_CLASS = "bad-class", Error, "an own privacy class does not fit between the built-in ones"
}
