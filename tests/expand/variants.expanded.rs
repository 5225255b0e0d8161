const _: () = {
    use ::telemetry_core::__private as __t;
    static FIELDS: __t::FieldsDescriptor = __t::FieldsDescriptor {
        members: &[
            __t::Member::Variants(
                &__t::VariantsDescriptor {
                    tag: __t::FieldDescriptor {
                        name: "place",
                        wire: "place",
                        description: "Where a page was opened.",
                        class: __t::TECHNICAL,
                        ty: __t::ValueType::Enum(
                            &__t::EnumDescriptor {
                                values: &[],
                                fallback: __t::None,
                                id: 0,
                            },
                        ),
                        code: __t::TypeCode::NONE,
                        transforms: __t::NO_TRANSFORMS,
                        details: __t::NO_DETAILS,
                    },
                    cases: &[
                        __t::CaseDescriptor {
                            value: __t::ValueDescriptor {
                                name: "tab",
                                wire: "tab",
                                description: "In a tab.",
                                code: __t::None,
                            },
                            fields: __t::FieldsDescriptor {
                                members: &[
                                    __t::field::<
                                        u32,
                                    >("number", "Which from the left.", __t::TECHNICAL),
                                ],
                                count: 1,
                                id: 0,
                            },
                        },
                        __t::CaseDescriptor {
                            value: __t::ValueDescriptor {
                                name: "window",
                                wire: "window",
                                description: "In a window.",
                                code: __t::None,
                            },
                            fields: __t::FieldsDescriptor {
                                members: &[],
                                count: 0,
                                id: 0,
                            },
                        },
                    ],
                },
            ),
        ],
        count: 1 + 1 + 0,
        id: 15151539592980465271,
    };
    #[automatically_derived]
    impl __t::Fields for Place {
        const DESCRIPTOR: &'static __t::FieldsDescriptor = &FIELDS;
        fn encode_fields(&self, fields: &mut __t::FieldEncoder<'_>) {
            match self {
                Self::Tab { number } => {
                    fields.case(0);
                    fields.put(number);
                }
                Self::Window {} => {
                    fields.case(1);
                }
            }
        }
    }
    __t::embed!(
        b"{\"telemetry\":1,\"declares\":\"variants\",\"name\":\"place\",\"package\":\"telemetry-derive\",\"version\":\"0.1.0\",\"is\":{\"class\":\"technical\",\"description\":\"Where a page was opened.\",\"tag\":\"place\",\"cases\":{\"tab\":{\"description\":\"In a tab.\",\"typed\":[[\"number\",\"technical\",\"Which from the left.\"]]},\"window\":{\"description\":\"In a window.\"}}},\"id\":\"d24514fbc7de0677\"}"
        : 345, 0, 1 of __t::types(& FIELDS)
    );
};
