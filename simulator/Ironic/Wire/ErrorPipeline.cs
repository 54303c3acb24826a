namespace Simulator.Ironic;

/// <summary>Gives a body to the errors of routing, and to bugs.</summary>
internal sealed partial class ErrorPipeline(ILogger<ErrorPipeline> logger)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
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
        catch (BadHttpRequestException tooLarge) when (!context.Response.HasStarted)
        {
            await new IronicError(tooLarge.StatusCode, tooLarge.Message).ExecuteAsync(context);
            return;
        }
        catch (Exception bug) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Log.RequestThrew(logger, bug, context.Request.Method, context.Request.Path);
            await IronicErrors.Unexpected($"Bug in the simulator: {bug.Message}").ExecuteAsync(context);
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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} ended by a bug")]
        public static partial void RequestThrew(ILogger logger, Exception bug, string method, string path);
    }
}
