"use client";
/** The code a new device is to type or scan, with the time that is left. */
import type { PairingOffer } from "../../library/library";
import { useNow } from "../devices/use-now";
import { leftOf } from "../devices/device-words";
import { Button } from "../parts/button";
import { useToast } from "../parts/toast";
import { useDevicesText } from "../text/devices/use-devices-text";
import { QrCode } from "./marks";
import type { Pairing } from "./use-pairing";

export function Offer({ offer, pairing }: { readonly offer: PairingOffer; readonly pairing: Pairing }) {
  const { t, words } = useDevicesText();
  const toast = useToast();
  const now = useNow(1000);
  const copy = () => {
    navigator.clipboard.writeText(offer.code).then(
      () => toast.show({ text: words.pair.copied }),
      () => toast.show({ text: t.toast.failed }),
    );
  };
  return (
    <>
      <p className="faint num pair__left">{words.pair.left(leftOf(offer.expiresAt, now))}</p>
      <div className="pair__show">
        <QrCode text={offer.url} label={words.pair.qr} />
        <ol className="pair__steps">
          {words.pair.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
      <div className="pair__sect row">
        <div className="grow">
          <p className="faint pair__small">{words.pair.noCamera}</p>
          <p className="pair__code" aria-label={words.pair.codeLabel} translate="no">
            {offer.code}
          </p>
        </div>
        <Button size="sm" icon="copy" onClick={copy}>
          {words.pair.copy}
        </Button>
      </div>
      <div className="pair__do">
        <Button onClick={pairing.cancel}>{t.button.cancel}</Button>
      </div>
    </>
  );
}
