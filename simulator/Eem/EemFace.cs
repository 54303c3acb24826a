using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Simulator.Faces;
using Simulator.Hardware.ExpEther;

namespace Simulator.Eem;

/// <summary>
/// The manager of an ExpEther fabric (NEC's ExpEther Manager, EEM) over its REST API, as far as valence-api 2.5 knows it. This page lists
/// all it answers.
/// </summary>
public static class EemFace
{
    public static Face Create(FaceSettings settings, SimulatorWorld world, ExpEtherFabric fabric, EemSettings eem) => Face.Create(
        settings,
        world,
        _ => { },
        app =>
        {
            app.Use(new EemLogin(eem).InvokeAsync);
            app.UseStatusCodePages(bare =>
                EemError.WriteAsync(bare.HttpContext, bare.HttpContext.Response.StatusCode, ReasonPhrases.GetReasonPhrase(bare.HttpContext.Response.StatusCode)));
            app.UseRouting();
            Map(app, new DevicesApi(fabric, world.Clock));
        },
        EemError.WriteAsync);

    private static void Map(WebApplication app, DevicesApi devices)
    {
        app.MapGet("/api_version", () => new EemReply(new JsonObject { ["api_version"] = "v1.0" }));
        app.MapGet("/devices", devices.List);
        app.MapGet("/devices/detail", devices.Detail);
        app.MapGet("/devices/{id}", devices.Show);
        app.MapPut("/devices/{id}/group_id", devices.JoinAsync);
        app.MapDelete("/devices/{id}/group_id", devices.Leave);
    }
}
