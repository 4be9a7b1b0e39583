import { z } from 'zod';

export function track(server, call) {
  server.tool('track_parcel', 'Tells where a parcel is.', { number: z.string() }, async ({ number }) => {
    const parcel = await call(`/parcels/${encodeURIComponent(number)}`);
    return { content: [{ type: 'text', text: `${parcel.state}: ${parcel.place}` }] };
  });
}
