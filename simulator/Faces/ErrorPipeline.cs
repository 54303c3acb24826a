namespace Simulator.Faces;

/// <summary>No exception reaches the wire: a broken request and a bug both answer in the error form of the face.</summary>
public static partial class ErrorPipeline
{
    public static async Task InvokeAsync(
        HttpContext context, RequestDelegate next, string face, Func<HttpContext, int, string, Task> writeError)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await writeError(context, e.StatusCode, e.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody reads an answer.
        }
        catch (Exception bug) when (!context.Response.HasStarted)
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger($"Simulator.{face}");
            Log.RequestFailed(logger, bug, context.Request.Method, context.Request.Path);
            await writeError(context, StatusCodes.Status500InternalServerError, "The simulator met a fault of its own; its log has the details.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed by a bug")]
        public static partial void RequestFailed(ILogger logger, Exception bug, string method, string path);
    }
}
