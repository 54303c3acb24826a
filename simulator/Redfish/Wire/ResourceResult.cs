using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>A resource as the answer to a POST or PATCH.</summary>
internal sealed class ResourceResult<T>(T resource, JsonTypeInfo<T> type) : IResult
    where T : IResource
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var representation = Representation.Of(resource, type, SchemaCatalog.LinkTo(T.Type));
        httpContext.Response.Headers.Link = representation.SchemaLink;
        httpContext.Response.Headers.ETag = representation.ETag;
        return RedfishWriter.WriteBytesAsync(httpContext, representation.Bytes);
    }
}
