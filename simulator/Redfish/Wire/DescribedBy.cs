namespace Simulator.Redfish;

/// <summary>The <c>Link</c> header with <c>rel=describedby</c> (DSP0266, response headers): which schema a resource keeps to.</summary>
internal static class DescribedBy
{
    public static void AddLink(HttpResponse response, Representation resource)
    {
        if (resource.ODataType() is { } type && SchemaOf(type) is { } schema)
        {
            response.Headers.Link = $"</redfish/v1/JsonSchemas/{schema}.json>; rel=describedby";
        }
    }

    // #Chassis.v1_28_0.Chassis → Chassis.v1_28_0; a collection has no version: #ChassisCollection.ChassisCollection → ChassisCollection.
    private static string? SchemaOf(string type) =>
        type.LastIndexOf('.') is > 1 and var dot ? type[1..dot] : null;
}
