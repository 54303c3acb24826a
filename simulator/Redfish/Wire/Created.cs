using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>201 with the new resource and its address (DSP0266, POST to a collection).</summary>
internal static class Created
{
    /// <summary>Status and Location stand at once, not when the body is written: the collection tells its listeners of the new member by them.</summary>
    public static IResult Answer<T>(HttpContext context, T resource, JsonTypeInfo<T> type)
        where T : Resource, IResource
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = resource.ODataId;
        return new ResourceResult<T>(resource, type);
    }
}
