using Microsoft.AspNetCore.WebUtilities;
using Simulator.Faces;
using Simulator.Hardware;

namespace Simulator.Control;

/// <summary>The face of the bench itself: control under <c>/sim/v1</c>, the page at <c>/</c>.</summary>
public static class ControlFace
{
    /// <param name="mapPage">Maps the page, which lives in a room of its own.</param>
    public static Face Create(FaceSettings settings, SimulatorWorld world, Pod pod, ControlSettings control, Action<WebApplication> mapPage) =>
        Face.Create(
            settings,
            world,
            _ => { },
            app =>
            {
                // What routing and binding refuse by a bare status is told in the form of this face too.
                app.UseStatusCodePages(bare =>
                {
                    var status = bare.HttpContext.Response.StatusCode;
                    return ControlProblem.WriteAsync(bare.HttpContext, status, ReasonPhrases.GetReasonPhrase(status));
                });
                app.UseRouting();
                app.MapControl(world, pod, control);
                mapPage(app);
            },
            ControlProblem.WriteAsync);
}
