using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Simulator.Tests.Redfish.Events;

/// <summary>A destination of events: keeps what was posted, answers the status that the test wants.</summary>
internal sealed class EventReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JsonElement> _received = Channel.CreateUnbounded<JsonElement>();

    private EventReceiver(WebApplication app) => _app = app;

    public int Status { get; set; } = StatusCodes.Status200OK;

    public int Attempts { get; private set; }

    /// <summary>Of the last attempt.</summary>
    public IHeaderDictionary Headers { get; private set; } = new HeaderDictionary();

    public string Address => _app.Urls.Single() + "/events";

    public static async Task<EventReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new EventReceiver(builder.Build());
        receiver._app.MapPost("/events", receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The next event that was taken.</summary>
    public Task<JsonElement> NextAsync() => _received.Reader.ReadAsync().AsTask().Soon();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Attempts++;
        Headers = new HeaderDictionary(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value));
        using var document = await JsonDocument.ParseAsync(context.Request.Body);
        context.Response.StatusCode = Status;
        if (Status == StatusCodes.Status200OK)
        {
            await _received.Writer.WriteAsync(document.RootElement.Clone());
        }
    }
}
