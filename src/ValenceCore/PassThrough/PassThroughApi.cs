using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.PodManagers;

namespace ValenceCore.PassThrough;

/// <summary>
/// The pass-through to one pod (valence-api 1.13), made safe: off by default, one route for each allowed segment, read only unless told otherwise,
/// and every request is told in the log.
/// </summary>
internal sealed partial class PassThroughApi(
    PodManagerStore pods, IDriverOf<IPassThrough> drivers, IOptions<ValenceCoreOptions> options, ILogger<PassThroughApi> logger)
{
    public async Task<IResult> PassAsync(HttpContext context)
    {
        var (request, settings) = (context.Request, options.Value.PassThrough);
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0] ?? request.Path.Value!;
        if (PassedPath.Of(request.Path.Value!, raw, out var problem) is not { } path)
        {
            return Replies.Failed(context, Failure.BadRequest($"The path is not passed on: {problem}."));
        }

        var body = await BodyAsync(request, settings.MaxBytes, context.RequestAborted);
        if (body.Failed(out var tooLarge))
        {
            return Replies.Failed(context, tooLarge);
        }

        var pod = (await pods.ListAsync(context.RequestAborted))
            .FirstOrDefault(one => one.Uuid == settings.PodManager || one.Name == settings.PodManager);
        if (pod is null)
        {
            return Replies.Failed(context, new Failure(
                503, "Service Unavailable", "Connection Error", $"The pod manager '{settings.PodManager}' of the pass-through is not registered.")
            {
                Fault = Fault.Service,
            });
        }

        var driver = drivers.For(pod);
        if (driver.Failed(out var missing))
        {
            return Replies.Failed(context, missing);
        }

        var headers = request.Headers.Where(header => PassedHeaders.GoesToPod(header.Key))
            .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())).ToList();
        var answer = await driver.Value.PassAsync(
            new PassedRequest(request.Method, path, request.QueryString.Value ?? "", headers, body.Value.Length == 0 ? null : body.Value),
            settings.MaxBytes, context.RequestAborted);
        var (caller, requestId) = (context.User.Identity?.Name ?? "anonymous", RequestIds.Of(context));
        LogPassed(logger, request.Method, path, pod.Name, caller, answer.Status, requestId);
        return new Passed(answer);
    }

    private static async Task<Outcome<byte[]>> BodyAsync(HttpRequest request, long maxBytes, CancellationToken cancellation)
    {
        // GET and DELETE send none (valence-api 1.13), whatever an old client adds.
        if (!HttpMethods.IsPost(request.Method) && !HttpMethods.IsPatch(request.Method))
        {
            return Array.Empty<byte>();
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (var count = await request.Body.ReadAsync(buffer, cancellation); count > 0; count = await request.Body.ReadAsync(buffer, cancellation))
        {
            body.Write(buffer, 0, count);
            if (body.Length > maxBytes)
            {
                return new Failure(413, "Content Too Large", "Content Too Large", $"The body is larger than the {maxBytes} bytes that may be passed on.");
            }
        }

        return body.ToArray();
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information,
        Message = "Passed {Method} {Path} on to pod manager {PodName} for {Caller}: {Status}, request {RequestId}")]
    private static partial void LogPassed(
        ILogger logger, string method, string path, string podName, string caller, int status, string requestId);

    private sealed class Passed(PassedAnswer answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            foreach (var (name, value) in PassedHeaders.Back(answer.Headers))
            {
                response.Headers.Append(name, value);
            }

            response.Headers.XContentTypeOptions = "nosniff";
            if (answer.Body.Length > 0 && answer.Status is not (204 or 304))
            {
                response.ContentLength = answer.Body.Length;
                await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
            }
        }
    }
}

internal static class PassThroughRoutes
{
    public static IServiceCollection AddPassThrough(this IServiceCollection services) => services.AddSingleton<PassThroughApi>();

    /// <summary>One route for each allowed segment; none when the pass-through is off.</summary>
    public static IEndpointRouteBuilder MapPassThrough(this IEndpointRouteBuilder app)
    {
        if (SettingsOf(app.ServiceProvider) is not { PodManager: not null } settings)
        {
            return app;
        }

        foreach (var segment in settings.Allowed)
        {
            var pattern = $"/{segment}/{{**path}}";
            app.Get<PassThroughApi>(pattern, (api, context) => api.PassAsync(context));
            if (settings.Writes)
            {
                app.Post<PassThroughApi>(pattern, (api, context) => api.PassAsync(context))
                    .Patch<PassThroughApi>(pattern, (api, context) => api.PassAsync(context))
                    .Delete<PassThroughApi>(pattern, (api, context) => api.PassAsync(context));
            }
        }

        return app;
    }

    /// <summary>Null when the options are wrong; the start of the host, which comes after the mapping, tells all of it.</summary>
    private static PassThroughOptions? SettingsOf(IServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<IOptions<ValenceCoreOptions>>().Value.PassThrough;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }
}
