using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>Sends JSON with the headers that go with it.</summary>
internal static class RedfishWriter
{
    private const string JsonType = "application/json; charset=utf-8";

    public static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        WriteBytesAsync(context, Representation.Serialize(value, type));

    /// <summary>Answers a GET or HEAD of a resource: 304 when the client has it already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="resource">What the headers tell about.</param>
    /// <param name="body">What is sent, when a query leaves out some of the resource.</param>
    public static Task WriteResourceAsync(HttpContext context, Representation resource, byte[]? body = null)
    {
        context.Response.Headers.Link = resource.SchemaLink;
        context.Response.Headers.ETag = resource.ETag;
        if (ETags.Match(context.Request.Headers.IfNoneMatch, resource.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return WriteBytesAsync(context, body ?? resource.Bytes);
    }

    public static Task WriteBytesAsync(HttpContext context, byte[] bytes)
    {
        context.Response.ContentType = JsonType;
        context.Response.ContentLength = bytes.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        context.Response.BodyWriter.Write(bytes);
        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }
}
