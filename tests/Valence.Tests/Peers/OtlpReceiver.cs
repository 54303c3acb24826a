using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Valence.Tests.Peers;

/// <summary>A collector that keeps what is sent to it and cannot read it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string? Type, byte[] Body)> posted = new();
    private readonly WebApplication app;

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(KeepAsync);
    }

    public string Url => app.Urls.First();

    public IReadOnlyCollection<(string Path, string? Type, byte[] Body)> Posted => [.. posted];

    public static async Task<OtlpReceiver> StartedAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        posted.Enqueue(($"{context.Request.Method} {context.Request.Path}", context.Request.ContentType, body.ToArray()));
    }
}
