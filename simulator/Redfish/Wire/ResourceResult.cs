using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>A resource as the answer to a POST or PATCH.</summary>
internal sealed class ResourceResult<T>(T resource, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var representation = Representation.Of(resource, type);
        httpContext.Response.Headers.ETag = representation.ETag;
        return RedfishWriter.WriteBytesAsync(httpContext, representation.Bytes);
    }
}
