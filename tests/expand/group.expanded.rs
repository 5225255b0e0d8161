const _: () = {
    use ::telemetry_core::__private as __t;
    static MEMBERS: [__t::Member; 1] = [
        __t::field::<u64>("lines", "How many lines it has.", __t::TECHNICAL),
    ];
    static FIELDS: __t::FieldsDescriptor = __t::FieldsDescriptor {
        members: &MEMBERS,
        count: 1,
        id: 15434881802312075902,
    };
    #[automatically_derived]
    impl __t::Fields for Size {
        const DESCRIPTOR: &'static __t::FieldsDescriptor = &FIELDS;
        fn encode_fields(&self, fields: &mut __t::FieldEncoder<'_>) {
            fields.put(&self.lines);
        }
    }
    __t::embed!(
        b"{\"telemetry\":1,\"declares\":\"group\",\"name\":\"size\",\"package\":\"telemetry-derive\",\"version\":\"0.1.0\",\"is\":{\"description\":\"How large a page is.\"},\"fields\":[[\"lines\",\"technical\",\"How many lines it has.\"]],\"id\":\"d633b738c0f3ca7e\"}"
        : 221, 0, 1 of __t::types(& FIELDS)
    );
};
