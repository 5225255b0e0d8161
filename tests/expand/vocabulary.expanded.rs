const _: () = {
    use ::telemetry_core::__private as __t;
    __t::embed!(
        b"{\"telemetry\":1,\"declares\":\"vocabulary\",\"name\":\"Way\",\"package\":\"telemetry-derive\",\"version\":\"0.1.0\",\"is\":{\"values\":{\"search\":{\"description\":\"Through a search.\",\"code\":1},\"other\":{\"description\":\"Any other.\",\"code\":2}},\"fallback\":\"other\",\"retired_codes\":[3]},\"id\":\"b32d5450c1f87e4a\"}"
        : 280, 0, 0 of __t::types(& __t::FieldsDescriptor { members : & [], count : 0, id
        : 0 })
    );
    #[automatically_derived]
    impl __t::FieldEnum for Way {
        const DESCRIPTOR: &'static __t::EnumDescriptor = &__t::EnumDescriptor {
            values: &[
                __t::ValueDescriptor {
                    name: "search",
                    wire: "search",
                    description: "Through a search.",
                    code: __t::Some(1),
                },
                __t::ValueDescriptor {
                    name: "other",
                    wire: "other",
                    description: "Any other.",
                    code: __t::Some(2),
                },
            ],
            fallback: __t::Some(1),
            id: 12911068412569484874,
        };
        const ALL: &'static [Self] = &[Self::Search, Self::Other];
        fn index(&self) -> __t::usize {
            match self {
                Self::Search => 0,
                Self::Other => 1,
            }
        }
    }
};
