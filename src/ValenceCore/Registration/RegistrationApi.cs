using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Http;
using ValenceCore.Operations;

namespace ValenceCore.Registration;

/// <summary>HTTP of <c>/v1/nodes/{uuid}/register</c> (valence-api 1.8); DELETE is additive.</summary>
internal static class RegistrationApi
{
    public static IServiceCollection AddRegistration(this IServiceCollection services) => services
        .AddSingleton<NodeInspection>()
        .AddSingleton<RegistrationController>()
        .AddSingleton<LetGoOfNode>()
        .AddSingleton<IBeforeRelease>(provider => provider.GetRequiredService<LetGoOfNode>())
        .AddSingleton<NodeRefresh>()
        .AddSingleton<IAfterDeviceChange>(provider => provider.GetRequiredService<NodeRefresh>())
        .AddSingleton<PodAccounts>()
        .AddPlan(
            RegistrationController.Register,
            typeof(ClaimRegistrationStep), typeof(AccountStep), typeof(EnrollStep), typeof(PortsStep), typeof(TraitsStep), typeof(ManageStep),
            typeof(InspectStep), typeof(ProvideStep), typeof(RecordRegistrationStep))
        .AddForwardPlan(RegistrationController.Refresh, typeof(RefreshStep))
        .AddForwardPlan(RegistrationController.Unregister, typeof(UnregisterStep));

    public static IEndpointRouteBuilder MapRegistration(this IEndpointRouteBuilder app) => app
        .Make<RegistrationController>("/v1/nodes/{uuid}/register", RegisterAsync)
        .Patch<RegistrationController>("/v1/nodes/{uuid}/register", RefreshAsync)
        .Delete<RegistrationController>("/v1/nodes/{uuid}/register", UnregisterAsync);

    private static async Task<IResult> RegisterAsync(RegistrationController controller, HttpContext context)
    {
        var request = await RequestBody.ReadAsync(context, RegisterRequest.Parse);
        return request.Failed(out var invalid)
            ? Replies.Failed(context, invalid)
            : await FinishAsync(
                controller, context,
                await controller.StartRegisterAsync(context.Segment("uuid"), request.Value, context.RequestAborted));
    }

    private static async Task<IResult> RefreshAsync(RegistrationController controller, HttpContext context)
    {
        var nothing = await RequestBody.ReadNothingAsync(context);
        return nothing.Failed(out var invalid)
            ? Replies.Failed(context, invalid)
            : await FinishAsync(controller, context, await controller.StartRefreshAsync(context.Segment("uuid"), context.RequestAborted));
    }

    private static async Task<IResult> UnregisterAsync(RegistrationController controller, HttpContext context) =>
        QueryFlag.Read(context, "undeploy") is { } undeploys
            ? await FinishAsync(
                controller, context, await controller.StartUnregisterAsync(context.Segment("uuid"), undeploys, context.RequestAborted))
            : QueryFlag.Refusal(context, "undeploy");

    private static async Task<IResult> FinishAsync(RegistrationController controller, HttpContext context, Outcome<Operation> started)
    {
        if (started.Failed(out var refused))
        {
            return Replies.Failed(context, refused);
        }

        return OperationApi.WantsNoWait(context)
            ? OperationApi.Accepted(context, started.Value)
            : Replies.Of(context, await controller.FinishAsync(started.Value, context.Segment("uuid"), context.RequestAborted),
                node => Replies.Ok(StoredNodeJson.Of(node), NodeJsonContext.Default.StoredNodeJson));
    }
}
