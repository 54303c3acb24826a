namespace Simulator.Ironic;

/// <summary>Finds the microversion of each request under <c>/v1</c> and names it, with the range, on every answer.</summary>
internal sealed class VersionPipeline(IronicSettings settings)
{
    private ApiVersion Newest => new(settings.NewestVersion);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        WriteRange(context.Response);
        var asked = context.Request.Headers[ApiVersion.Header].ToString();
        var version = ApiVersion.Oldest;
        if (asked.Length > 0 && !ApiVersion.TryParse(asked, Newest, out version))
        {
            await IronicErrors.UnsupportedVersion(asked, Newest).ExecuteAsync(context);
            return;
        }

        context.Items[typeof(ApiVersion)] = version;
        context.Response.Headers[ApiVersion.Header] = version.ToString();
        await next(context);
    }

    /// <summary>The range alone: what a 406 and a struck request carry.</summary>
    public void WriteRange(HttpResponse response)
    {
        response.Headers[ApiVersion.MinimumHeader] = ApiVersion.Oldest.ToString();
        response.Headers[ApiVersion.MaximumHeader] = Newest.ToString();
    }
}

internal static class RequestVersion
{
    /// <summary>The version in effect for this request.</summary>
    public static ApiVersion Version(this HttpContext context) =>
        context.Items[typeof(ApiVersion)] is ApiVersion version ? version : ApiVersion.Oldest;
}
