///The catalog `web-shop`.
#[allow(dead_code, reason = "a program need not ask for it")]
pub const CATALOG: ::telemetry_core::CatalogDescriptor = {
    use ::telemetry_core::__private as __t;
    __t::embed!(
        b"{\"telemetry\":1,\"declares\":\"catalog\",\"name\":\"web-shop\",\"package\":\"telemetry-derive\",\"version\":\"0.1.0\",\"is\":{\"catalog\":\"web-shop\",\"title\":\"Web shop\",\"version\":\"1.4.0\",\"description\":\"What the shop records.\",\"owners\":{\"web\":{\"contact\":\"web@example.org\"}},\"facts\":{\"channel\":{\"description\":\"How the shop was built.\",\"values\":{\"preview\":\"Early.\",\"stable\":\"Released.\"}}},\"consent\":{\"default\":\"usage\",\"caps\":{\"condition\":{\"channel\":\"preview\"},\"level\":\"error\",\"reason\":\"Previews report errors alone.\"}},\"destinations\":{\"local\":{\"ceiling\":\"content\",\"consent\":\"local\"},\"store\":{\"ceiling\":\"identifier\",\"consent\":\"usage\",\"retention\":\"P90D\",\"wire\":{\"booleans\":\"number\",\"keys\":{\"replace\":{\".\":\"_\"}}}}}},\"id\":\"d40610b8f7f91b62\"}"
        : 712, 0, 0 of __t::types(& __t::FieldsDescriptor { members : & [], count : 0, id
        : 0 })
    );
    static DESTINATIONS: [__t::DestinationDescriptor; 2] = [
        __t::DestinationDescriptor {
            name: "local",
            ceiling: __t::CONTENT,
            consent: __t::Consent::Local,
            grant: __t::None,
            only_numbers: false,
            rules: &__t::DestinationRules::DEFAULT,
        },
        __t::DestinationDescriptor {
            name: "store",
            ceiling: __t::IDENTIFIER,
            consent: __t::Consent::Usage,
            grant: __t::None,
            only_numbers: false,
            rules: &__t::DestinationRules {
                retention: __t::Some("P90D"),
                wire: __t::WireRules {
                    keys: __t::KeyRules {
                        replace: &[(".", "_")],
                        ..__t::KeyRules::DEFAULT
                    },
                    booleans: __t::BooleanForm::Number,
                    ..__t::WireRules::DEFAULT
                },
                ..__t::DestinationRules::DEFAULT
            },
        },
    ];
    static RULES: __t::CatalogRules = __t::CatalogRules {
        title: "Web shop",
        description: "What the shop records.",
        consent: __t::ConsentRules {
            default: __t::Consent::Usage,
            caps: &[
                __t::Cap {
                    condition: __t::Some(__t::Condition::Fact {
                        name: "channel",
                        values: &["preview"],
                    }),
                    level: __t::Consent::Error,
                    reason: "Previews report errors alone.",
                },
            ],
            ..__t::ConsentRules::DEFAULT
        },
        facts: &[
            __t::FactRules {
                name: "channel",
                description: "How the shop was built.",
                values: &["preview", "stable"],
            },
        ],
        ..__t::CatalogRules::DEFAULT
    };
    __t::CatalogDescriptor {
        id: "web-shop",
        record: 15277917172521311074,
        version: "1.4.0",
        destinations: &DESTINATIONS,
        owners: &["web"],
        purposes: &[],
        grants: &[],
        rules: &RULES,
    }
};
