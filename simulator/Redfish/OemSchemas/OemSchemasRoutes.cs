namespace Simulator.Redfish;

/// <summary>The schemas of this service's own types as files: CSDL, open to all like <c>$metadata</c>, which refers to it, and JSON schema.</summary>
internal static class OemSchemasRoutes
{
    public static RedfishRoutes MapOemSchemas(this RedfishRoutes routes)
    {
        foreach (var schema in OemSchema.All)
        {
            routes
                .Document(schema.Uri, "application/xml; charset=utf-8", schema.Csdl)
                .Document(RegistryUris.SchemaFile(schema.Id), "application/json; charset=utf-8", () => JsonSchemaWriter.Write(schema));
        }

        return routes;
    }
}
