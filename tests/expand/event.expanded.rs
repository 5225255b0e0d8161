const _: () = {
    use ::telemetry_core::__private as __t;
    static MEMBERS: [__t::Member; 3] = [
        __t::field_with::<
            u64,
        >(
            "links",
            "links",
            "How many links go out of it.",
            __t::TECHNICAL,
            &[
                __t::Detail::Max(__t::Literal::Int(1000)),
                __t::Detail::Condition(
                    __t::Condition::All(
                        &[
                            __t::Condition::Fact {
                                name: "channel",
                                values: &["preview"],
                            },
                            __t::Condition::Fact {
                                name: "managed",
                                values: &["false"],
                            },
                        ],
                    ),
                ),
            ],
        ),
        __t::Member::Field(__t::FieldDescriptor {
            name: "address",
            wire: "address",
            description: "Keyed hash of its address.",
            class: __t::IDENTIFIER,
            ty: <Hmac<Url> as __t::FieldValue>::TYPE,
            code: <Hmac<Url> as __t::FieldValue>::CODE,
            transforms: &[
                __t::Transform::Hmac {
                    key: __t::KeyScope::Install,
                    rotate: __t::Some("P90D"),
                    encoding: __t::Encoding::Hex,
                },
            ],
            details: __t::NO_DETAILS,
        }),
        __t::Member::Group {
            prefix: "page_",
            fields: <Size as __t::Fields>::DESCRIPTOR,
        },
    ];
    static EVENT: __t::EventDescriptor = __t::EventDescriptor {
        name: "page_opened",
        wire: "page_opened",
        version: 1,
        description: "A page was opened.",
        purposes: __t::FOR_PRODUCT,
        consent: __t::Consent::Usage,
        destinations: &["store"],
        twins: __t::NO_TWINS,
        details: &[
            __t::Detail::Condition(
                __t::Condition::Any(
                    &[
                        __t::Condition::Fact {
                            name: "channel",
                            values: &["preview", "nightly"],
                        },
                        __t::Condition::Not(
                            &__t::Condition::Fact {
                                name: "managed",
                                values: &["true"],
                            },
                        ),
                    ],
                ),
            ),
            __t::Detail::Prefix(__t::NamePrefix {
                by: "channel",
                values: &[("preview", "pre_"), ("stable", "")],
                destinations: &["store"],
            }),
        ],
        catalog: CATALOG.record,
        fields: __t::FieldsDescriptor {
            members: &MEMBERS,
            count: 2 + <Size as __t::Fields>::DESCRIPTOR.count,
            id: 0,
        },
    };
    #[automatically_derived]
    impl __t::Event for PageOpened {
        const DESCRIPTOR: &'static __t::EventDescriptor = &EVENT;
        fn encode_fields(&self, fields: &mut __t::FieldEncoder<'_>) {
            fields.put_each((&self.links, &self.address));
            fields.flatten(&self.size);
        }
    }
    __t::embed!(
        b"{\"telemetry\":1,\"declares\":\"event\",\"name\":\"page_opened\",\"package\":\"telemetry-derive\",\"version\":\"0.1.0\",\"is\":{\"description\":\"A page was opened.\",\"purpose\":[\"product\"],\"consent\":\"usage\",\"owner\":\"web\",\"destinations\":[\"store\"],\"condition\":{\"any\":[{\"channel\":[\"preview\",\"nightly\"]},{\"not\":{\"managed\":true}}]},\"prefix\":{\"by\":\"channel\",\"values\":{\"preview\":\"pre_\",\"stable\":\"\"},\"destinations\":\"store\"}},\"fields\":[[\"links\",\"technical\",\"How many links go out of it.\",{\"max\":1000,\"condition\":{\"channel\":\"preview\",\"managed\":false}}],[\"address\",\"identifier\",\"Keyed hash of its address.\",{\"transform\":[{\"hmac\":{\"key\":\"install\",\"rotate\":\"P90D\"}}]}],{\"prefix\":\"page_\"}]}"
        : 652, CATALOG.record, 3 of __t::types(& EVENT.fields)
    );
    __t::register!(& EVENT);
    const _: () = __t::check_transform(&EVENT.fields, 1, 0);
    const _: () = __t::check_family(&EVENT.fields, 1);
    const _: () = __t::check_class(&EVENT.fields, 1);
    const _: () = __t::check_group(&EVENT.fields, 2);
    __t::check_destination(CATALOG, "store", 255, &EVENT);
    const _: () = __t::check_owner(CATALOG, "web");
};
