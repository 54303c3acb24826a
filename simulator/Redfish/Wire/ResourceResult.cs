using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>A resource as the answer to a POST or PATCH.</summary>
internal sealed class ResourceResult<T>(T resource, JsonTypeInfo<T> type) : IResult
    where T : IResource
{
    public Task ExecuteAsync(HttpContext httpContext) => RedfishWriter.WriteChangedAsync(httpContext, resource, type);
}
