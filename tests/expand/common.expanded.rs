const _: () = {
    use ::telemetry_core::__private as __t;
    static MEMBERS: [__t::Member; 1] = [
        __t::field::<u64>("windows", "How many windows are open.", __t::TECHNICAL),
    ];
    static FIELDS: __t::FieldsDescriptor = __t::FieldsDescriptor {
        members: &MEMBERS,
        count: 1,
        id: 13806446884299582754,
    };
    #[automatically_derived]
    impl __t::Fields for Editor {
        const DESCRIPTOR: &'static __t::FieldsDescriptor = &FIELDS;
        fn encode_fields(&self, fields: &mut __t::FieldEncoder<'_>) {
            fields.put(&self.windows);
        }
    }
    #[automatically_derived]
    impl __t::CommonSet for Editor {
        const COMMON: &'static __t::CommonRules = &__t::CommonRules {
            name: "editor",
            destinations: &["store"],
            condition: __t::Some(__t::Condition::Fact {
                name: "channel",
                values: &["preview"],
            }),
            overrides: &["theme"],
        };
    }
    __t::embed!(
        b"{\"telemetry\":1,\"declares\":\"common\",\"name\":\"editor\",\"package\":\"telemetry-derive\",\"version\":\"0.1.0\",\"is\":{\"description\":\"What is known of the editor.\",\"destinations\":[\"store\"],\"condition\":{\"channel\":\"preview\"},\"overrides\":[\"theme\"]},\"fields\":[[\"windows\",\"technical\",\"How many windows are open.\"]],\"id\":\"bf9a5a4aa4f9ad22\"}"
        : 319, 0, 1 of __t::types(& FIELDS)
    );
};
