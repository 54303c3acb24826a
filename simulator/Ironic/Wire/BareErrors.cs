namespace Simulator.Ironic;

/// <summary>Gives a body to the errors of routing, and to a BMC that failed a request that waited for it.</summary>
internal static class BareErrors
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BmcException silent) when (!context.Response.HasStarted)
        {
            await IronicErrors.Unexpected(silent.Message).ExecuteAsync(context);
            return;
        }

        if (!context.Response.HasStarted && context.Response.ContentType is null)
        {
            switch (context.Response.StatusCode)
            {
                case StatusCodes.Status404NotFound:
                    await IronicErrors.NoSuchPath.ExecuteAsync(context);
                    break;
                case StatusCodes.Status405MethodNotAllowed:
                    await IronicErrors.MethodNotAllowed.ExecuteAsync(context);
                    break;
            }
        }
    }
}
