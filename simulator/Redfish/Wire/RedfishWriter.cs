using System.Buffers;
using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>Sends JSON with the headers that go with it.</summary>
internal static class RedfishWriter
{
    private const string JsonType = "application/json; charset=utf-8";

    public static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        using (var writer = ResourceWriter.Rent())
        {
            Put(context, writer.Write(value, type));
        }

        return SendAsync(context);
    }

    public static Task WriteBytesAsync(HttpContext context, ReadOnlySpan<byte> bytes)
    {
        Put(context, bytes);
        return SendAsync(context);
    }

    /// <summary>Answers a GET or HEAD of a resource: 304 when the client has it already.</summary>
    public static Task WriteResourceAsync<T>(HttpContext context, T resource, JsonTypeInfo<T> type, string schemaLink)
    {
        using (var writer = ResourceWriter.Rent())
        {
            var bytes = writer.WriteTagged(resource, type, out var etag);
            PutResource(context, bytes, etag, schemaLink);
        }

        return SendAsync(context);
    }

    /// <param name="context">The request.</param>
    /// <param name="resource">What the headers tell about.</param>
    /// <param name="body">What is sent, when a query leaves out some of the resource.</param>
    public static Task WriteResourceAsync(HttpContext context, Representation resource, ReadOnlyMemory<byte>? body = null)
    {
        PutResource(context, (body ?? resource.Bytes).Span, resource.ETag, resource.SchemaLink);
        return SendAsync(context);
    }

    /// <summary>Answers a change with the resource as it is now.</summary>
    public static Task WriteChangedAsync<T>(HttpContext context, T resource, JsonTypeInfo<T> type)
        where T : IResource
    {
        using (var writer = ResourceWriter.Rent())
        {
            var bytes = writer.WriteTagged(resource, type, out var etag);
            context.Response.Headers.Link = SchemaCatalog.LinkTo(T.Type);
            context.Response.Headers.ETag = etag;
            Put(context, bytes);
        }

        return SendAsync(context);
    }

    private static void PutResource(HttpContext context, ReadOnlySpan<byte> body, string etag, string schemaLink)
    {
        var headers = context.Response.Headers;
        headers.Link = schemaLink;
        headers.ETag = etag;
        if (ETags.Match(context.Request.Headers.IfNoneMatch, etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            Put(context, body);
        }
    }

    private static void Put(HttpContext context, ReadOnlySpan<byte> body)
    {
        context.Response.ContentType = JsonType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.BodyWriter.Write(body);
        }
    }

    private static Task SendAsync(HttpContext context)
    {
        var flush = context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }
}
