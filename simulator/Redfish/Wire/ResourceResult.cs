using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>A resource as the answer to a POST or PATCH.</summary>
internal sealed class ResourceResult<T>(T resource, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = RedfishWriter.ETagOf(resource, type);
        return RedfishWriter.WriteAsync(httpContext, resource, type);
    }
}
