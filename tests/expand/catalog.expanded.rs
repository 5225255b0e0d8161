///The catalog `web-shop`.
#[allow(dead_code, reason = "a program need not ask for it")]
pub const CATALOG: ::telemetry_core::CatalogDescriptor = {
    use ::telemetry_core::__private as __t;
    __t::embed!(
        b"{\"telemetry\":1,\"declares\":\"catalog\",\"name\":\"web-shop\",\"package\":\"telemetry-derive\",\"version\":\"0.1.0\",\"is\":{\"catalog\":\"web-shop\",\"title\":\"Web shop\",\"version\":\"1.4.0\",\"description\":\"What the shop records.\",\"owners\":{\"web\":{\"contact\":\"web@example.org\"}},\"destinations\":{\"store\":{\"ceiling\":\"identifier\",\"consent\":\"usage\",\"retention\":\"P90D\"}}},\"id\":\"67ff061309cb3443\"}"
        : 363, 0, 0 of __t::types(& __t::FieldsDescriptor { members : & [], count : 0, id
        : 0 })
    );
    __t::CatalogDescriptor {
        id: "web-shop",
        record: 7493714983806252099,
        version: "1.4.0",
        destinations: &[
            __t::DestinationDescriptor {
                name: "store",
                ceiling: __t::IDENTIFIER,
                consent: __t::Consent::Usage,
                grant: __t::None,
                only_numbers: false,
            },
        ],
        owners: &["web"],
        purposes: &[],
        grants: &[],
    }
};
