using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>An answer that shows a resource after a change.</summary>
internal interface IChangedResource : IResult
{
    /// <summary>The same, with what was left undone.</summary>
    IResult Telling(IReadOnlyList<RedfishMessage> undone);
}

/// <summary>A resource as the answer to a POST or PATCH.</summary>
internal sealed class ResourceResult<T>(T resource, JsonTypeInfo<T> type) : IChangedResource
    where T : IResource
{
    public Task ExecuteAsync(HttpContext httpContext) => RedfishWriter.WriteChangedAsync(httpContext, resource, type);

    public IResult Telling(IReadOnlyList<RedfishMessage> undone) => new PartlyChanged(resource, type, undone);

    private sealed class PartlyChanged(T resource, JsonTypeInfo<T> type, IReadOnlyList<RedfishMessage> undone) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var shown = Representation.Of(resource, type, SchemaCatalog.LinkTo(T.Type));
            var body = JsonNode.Parse(shown.Bytes)!.AsObject();
            PartialPatch.Annotate(body, undone);
            httpContext.Response.Headers.Link = shown.SchemaLink;
            httpContext.Response.Headers.ETag = shown.ETag;
            return RedfishWriter.WriteAsync(httpContext, body, WireJson.Default.JsonObject);
        }
    }
}
